package texttovideo.notebook;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;
import texttovideo.video.Clip;

/** Makes clips, tables, charts and pictures show themselves in a notebook. */
public final class Notebook {
  private static final List<Class<?>> TYPES =
      List.of(HtmlDisplayable.class, Clip.class, Table.class, Chart.class, BufferedImage.class);
  private static boolean installed;

  private Notebook() {
  }

  /**
   * Makes a cell's last value show itself if it is a clip, a gallery, a picture, a Tablesaw table, a chart or an
   * exercise's result. Call it once, in the first cell; again it does nothing, as it does outside a notebook.
   */
  public static synchronized void install() {
    Optional<Kernel> kernel = Kernel.running();
    if (!installed && kernel.isPresent()) {
      TYPES.forEach(type -> kernel.get().render(type, Html::of, Html::text));
      kernel.get().render(Object.class, null, String::valueOf);      // lists that hold each other never come to their end
      installed = true;                          // a kernel runs every function registered for a type
    }
  }

  /** Shows a value below the running cell; outside a notebook prints it. */
  public static void show(Object value) {
    display(value, null, false);
  }

  /** Shows a value below the running cell under a name, by which {@link #update} replaces it. */
  static void show(String id, Object value) {
    display(value, id, false);
  }

  /** Replaces what was shown under the name, wherever it stands. */
  static void update(String id, Object value) {
    display(value, id, true);
  }

  /** Whether this code runs in a notebook's kernel. */
  public static boolean isRunning() {
    return Kernel.running().isPresent();
  }

  private static void display(Object value, String id, boolean update) {
    Optional<Kernel> kernel = Kernel.running();
    if (kernel.isPresent()) {
      DisplayThread.run(() -> kernel.get().display(Html.of(value), Html.text(value), id, update));
    } else {
      System.out.println(Html.text(value));
    }
  }
}
