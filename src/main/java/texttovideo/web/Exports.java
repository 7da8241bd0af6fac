package texttovideo.web;

import java.io.IOException;
import org.teavm.jso.JSExport;

/** The functions that pages find in the compiled module. TeaVM exports the static methods of this one class. */
public final class Exports {
  private Exports() {
  }

  /**
   * A playground with a model.
   *
   * @param model the bytes of a model file
   * @throws IOException if they are no model
   */
  @JSExport
  public static Playground playground(byte[] model) throws IOException {
    return new Playground(model);
  }
}
