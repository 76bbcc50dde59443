/**
 * Scripted peers: fixed chunks in, fixed room out, no sockets, so that the actions of every
 * method's client come out the same every time and can be checked against golden sequences.
 */
package h2lab.server.script;
