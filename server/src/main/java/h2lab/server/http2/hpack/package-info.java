/**
 * Field sections decoded (RFC 7541): {@link h2lab.server.http2.hpack.HpackDecoder} reads the
 * representations (section 6), {@code FieldTable} is the indexing tables (2.3), {@code HuffmanCode}
 * the string literals' code (5.2). A server that answers without a dynamic table needs no encoder.
 */
package h2lab.server.http2.hpack;
