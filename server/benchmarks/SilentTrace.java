import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the class {@code ClientTrace} of the class path twice: {@code DIR/off} has it as it is,
 * {@code DIR/silent} with every method body empty. Being made from the built class, the silent one
 * always has the methods that the servers call.
 *
 * <pre>java -cp analysis/target/h2lab.jar server/benchmarks/SilentTrace.java DIR</pre>
 */
final class SilentTrace {
  private static final String NAME = "h2lab/tracing/ClientTrace.class";

  private SilentTrace() {}

  public static void main(String[] arguments) throws IOException {
    byte[] real;
    try (InputStream in = ClassLoader.getSystemResourceAsStream(NAME)) {
      if (in == null) {
        System.err.println("SilentTrace: the class path has no " + NAME);
        System.exit(3);
      }
      real = in.readAllBytes();
    }
    ClassFile format = ClassFile.of();
    byte[] silent = format.transformClass(format.parse(real), SilentTrace::silence);
    write(Path.of(arguments[0], "off", NAME), real);
    write(Path.of(arguments[0], "silent", NAME), silent);
  }

  private static void write(Path file, byte[] octets) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, octets);
  }

  private static void silence(ClassBuilder to, ClassElement element) {
    if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
      to.with(element);
      return;
    }
    to.transformMethod(
        method,
        (builder, part) -> {
          if (part instanceof CodeModel) {
            builder.withCode(code -> body(code, method));
          } else {
            builder.with(part);
          }
        });
  }

  /** Nothing, and what must be returned: a new object of this class, or null, 0, false. */
  private static void body(CodeBuilder code, MethodModel method) {
    ClassModel model = method.parent().orElseThrow();
    ClassDesc type = model.thisClass().asSymbol();
    MethodTypeDesc signature = method.methodTypeSymbol();
    if (method.methodName().equalsString(ConstantDescs.INIT_NAME)) {
      code.aload(0)
          .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
          .return_();
    } else if (signature.returnType().equals(type)) {
      code.new_(type).dup();
      for (int i = 0; i < signature.parameterCount(); i++) {
        code.loadLocal(TypeKind.from(signature.parameterType(i)), code.parameterSlot(i));
      }
      code.invokespecial(type, ConstantDescs.INIT_NAME, constructor(model, signature)).areturn();
    } else {
      TypeKind result = TypeKind.from(signature.returnType());
      switch (result.asLoadable()) {
        case INT -> code.iconst_0();
        case LONG -> code.lconst_0();
        case FLOAT -> code.fconst_0();
        case DOUBLE -> code.dconst_0();
        case REFERENCE -> code.aconst_null();
        default -> {} // void
      }
      code.return_(result);
    }
  }

  private static MethodTypeDesc constructor(ClassModel model, MethodTypeDesc factory) {
    MethodTypeDesc wanted = factory.changeReturnType(ConstantDescs.CD_void);
    return model.methods().stream()
        .filter(method -> method.methodName().equalsString(ConstantDescs.INIT_NAME))
        .map(MethodModel::methodTypeSymbol)
        .filter(wanted::equals)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("ClientTrace has no constructor " + wanted
                + ": teach SilentTrace how it is made now"));
  }
}
