package h2lab.server.tls;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import h2lab.server.Warnings;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenSSL's question which protocol to select, answered in Java: an upcall. In the middle of {@code
 * SSL_do_handshake}, on the thread that called it, C calls {@link #select} through a stub that
 * {@link #stub} made. Hence two rules: nothing may be thrown, since there is no Java frame to catch
 * it and the JVM would end; and no {@link Linker.Option#critical} call may lead here.
 */
final class AlpnCallback {
  /** What the callback returns (SSL_TLSEXT_ERR_*). */
  private static final int SELECTED = 0;

  private static final int FATAL_ALERT = 2;
  private static final int NONE_SELECTED = 3;

  private AlpnCallback() {}

  /** A C function pointer that is valid as long as {@code arena} lives. */
  @SuppressWarnings("restricted")
  static MemorySegment stub(Arena arena) {
    try {
      MethodType type =
          MethodType.methodType(
              int.class,
              MemorySegment.class,
              MemorySegment.class,
              MemorySegment.class,
              MemorySegment.class,
              int.class,
              MemorySegment.class);
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup().findStatic(AlpnCallback.class, "select", type),
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
              arena);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A {@code SSL_CTX_alpn_select_cb_func}.
   *
   * @param out receives the address of the selected name, which lies in {@code in}
   * @param outLength receives the length of that name, an octet
   * @param in names, each after an octet with its length (RFC 7301 section 3.1)
   */
  @SuppressWarnings({"restricted", "unused"})
  private static int select(
      MemorySegment ssl,
      MemorySegment out,
      MemorySegment outLength,
      MemorySegment in,
      int inLength,
      MemorySegment argument) {
    try {
      MemorySegment list = in.reinterpret(inLength);
      List<String> offered = names(list);
      String selected = Alpn.select(offered);
      if (selected.isEmpty()) {
        return NONE_SELECTED;
      }
      long at = offset(offered, selected);
      out.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, list.asSlice(at));
      outLength.reinterpret(1).set(JAVA_BYTE, 0, (byte) selected.length());
      return SELECTED;
    } catch (Throwable e) {
      Warnings.tell("cannot select a protocol", e);
      return FATAL_ALERT;
    }
  }

  private static List<String> names(MemorySegment list) {
    List<String> names = new ArrayList<>();
    for (long at = 0; at < list.byteSize(); ) {
      int length = Byte.toUnsignedInt(list.get(JAVA_BYTE, at));
      byte[] name = list.asSlice(at + 1, length).toArray(JAVA_BYTE);
      names.add(new String(name, StandardCharsets.ISO_8859_1));
      at += 1 + length;
    }
    return names;
  }

  /** Where in the list the first octet of a name is. */
  private static long offset(List<String> names, String wanted) {
    long at = 1;
    for (String name : names) {
      if (name.equals(wanted)) {
        return at;
      }
      at += name.length() + 1;
    }
    throw new IllegalStateException("selected " + wanted + ", which was not offered");
  }
}
