package texttovideo.video;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether text can be drawn: a server's Java often finds no font, and then fails with errors that do not say so. */
public final class Fonts {
  private Fonts() {
  }

  /**
   * Measures a letter, the first time in 0.1 s or more.
   *
   * @throws IllegalStateException if there are no fonts; it says what to do
   */
  public static void require() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 14).getStringBounds("x", new FontRenderContext(null, true, false));
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw e;
    } catch (Error | RuntimeException e) {       // of any kind: InternalError, UnsatisfiedLinkError, even plain Error
      throw new IllegalStateException("Java finds no fonts to draw text with; install some (Debian, Ubuntu: apt-get install "
          + "fontconfig fonts-dejavu-core; Fedora: dnf install fontconfig dejavu-sans-fonts)", e);
    }
  }
}
