/** The embedded load generator. */
package h2lab.server.load;
