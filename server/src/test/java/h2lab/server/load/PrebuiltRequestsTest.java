package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PrebuiltRequestsTest {
  private final RequestFrames requests =
      new RequestFrames(LoadTarget.of("https://localhost:8443/a?b=c"), null);
  private final DefaultHttp2HeadersDecoder server = new DefaultHttp2HeadersDecoder();

  @Test
  void carryTheFieldsOfTheUrl() throws Exception {
    Http2Headers fields = decode(1);
    assertEquals("GET", fields.method().toString());
    assertEquals("https", fields.scheme().toString());
    assertEquals("localhost:8443", fields.authority().toString());
    assertEquals("/a?b=c", fields.path().toString());
    assertEquals("h2lab-load/0.1", fields.get("user-agent").toString());
  }

  @Test
  void areAnOctetPerFieldAfterTheFirst() throws Exception {
    Http2Headers first = decode(1);
    assertEquals(5, put(3).length - 9);
    assertEquals(first, decode(5));
  }

  @Test
  void carryTheirStreamId() {
    for (int id : new int[] {1, 3, 1 << 23 | 1, Integer.MAX_VALUE}) {
      byte[] frame = put(id);
      assertEquals(id, ByteBuffer.wrap(frame).getInt(5));
      assertEquals(1, frame[3]);
      assertEquals(0x5, frame[4]);
      assertEquals(frame.length - 9, ByteBuffer.wrap(frame).getInt(0) >>> 8);
    }
  }

  @Test
  void doWithoutATableWhereTheServerHasNone() throws Exception {
    server.maxHeaderTableSize(0);
    requests.tableSize(0);
    Http2Headers first = decode(1);
    assertEquals(first, decode(3));
    assertEquals("localhost:8443", first.authority().toString());
  }

  @Test
  void shrinkTheTableThatRequestsFilled() throws Exception {
    Http2Headers first = decode(1);
    decode(3);
    server.maxHeaderTableSize(300);
    requests.tableSize(300);
    assertEquals(first, decode(5));
    assertEquals(first, decode(7));
    assertEquals(5, put(9).length - 9);
    server.maxHeaderTableSize(50);
    requests.tableSize(50);
    assertEquals(first, decode(11));
    assertEquals(first, decode(13));
  }

  @Test
  void useNoMoreTableThanTheDefault() throws Exception {
    server.maxHeaderTableSize(1 << 16);
    requests.tableSize(1 << 16);
    Http2Headers first = decode(1);
    assertEquals(first, decode(3));
  }

  @Test
  void fitTheirAnnouncedRoom() {
    int most = requests.mostOctets();
    assertEquals(most, put(1).length);
    assertTrue(requests.mostOctets() < most);
  }

  private byte[] put(int id) {
    ByteBuffer out = ByteBuffer.allocate(20_000).position(7);
    requests.put(out, id);
    byte[] frame = new byte[out.position() - 7];
    out.get(7, frame);
    return frame;
  }

  private Http2Headers decode(int id) throws Exception {
    byte[] frame = put(id);
    return server.decodeHeaders(id, Unpooled.wrappedBuffer(frame, 9, frame.length - 9));
  }
}
