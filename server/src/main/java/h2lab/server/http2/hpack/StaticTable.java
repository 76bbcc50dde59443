package h2lab.server.http2.hpack;

import java.util.List;

/** The 61 entries every peer has (RFC 7541 appendix A). */
final class StaticTable {
  /** In order, from index 1: a name, and a value if it has one. */
  private static final String ENTRIES =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """;

  private static final List<Field> FIELDS = ENTRIES.lines().map(StaticTable::field).toList();

  /** Entries; indices run from 1 to this. */
  static final int SIZE = FIELDS.size();

  private StaticTable() {}

  private static Field field(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Field(line, "")
        : new Field(line.substring(0, space), line.substring(space + 1));
  }

  static Field at(int index) {
    return FIELDS.get(index - 1);
  }
}
