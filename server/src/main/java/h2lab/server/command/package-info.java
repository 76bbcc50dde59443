/** The server's part of the command line; declared as services, which is how it is found. */
package h2lab.server.command;
