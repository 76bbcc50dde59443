/** Servers to be compared: {@link h2lab.server.Server} starts one. */
package h2lab.server;
