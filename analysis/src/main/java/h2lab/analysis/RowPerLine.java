package h2lab.analysis;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.MinimalPrettyPrinter;

/** Begins a line for each value of an array and nowhere else, so that line tools see rows. */
final class RowPerLine extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1;

  /** What a generator is made with to print like this. */
  static ObjectWriteContext context() {
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return new RowPerLine();
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) {
    json.writeRaw('\n');
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) {
    json.writeRaw(",\n");
  }
}
