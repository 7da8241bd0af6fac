package texttovideo.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Java kernel this code runs in, reached by reflection: JJava and IJava offer the same methods under different
 * package names, and neither is needed to build or to run outside a notebook.
 */
final class Kernel {
  /** The class that knows the running kernel, and its method. */
  private static final Map<String, String> ENTRIES = Map.of(
      "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel",
      "io.github.spencerpark.ijava.IJava", "getKernelInstance");

  private final Object kernel;
  private final Object renderer;

  private Kernel(Object kernel) throws ReflectiveOperationException {
    this.kernel = kernel;
    this.renderer = kernel.getClass().getMethod("getRenderer").invoke(kernel);
  }

  /** The running kernel; empty outside a notebook. */
  static Optional<Kernel> running() {
    for (Map.Entry<String, String> entry : ENTRIES.entrySet()) {
      try {
        Object kernel = Class.forName(entry.getKey()).getMethod(entry.getValue()).invoke(null);
        if (kernel != null) {
          return Optional.of(new Kernel(kernel));
        }
      } catch (ClassNotFoundException e) {
        // the other kernel, or none
      } catch (ReflectiveOperationException e) {
        throw unknown(e);
      }
    }
    return Optional.empty();
  }

  /**
   * From now on a cell's last value, if it is of the type, shows itself as this HTML, or text. Whatever the functions throw
   * fails the cell.
   *
   * @param html null for what has no HTML
   */
  void render(Class<?> type, Function<Object, String> html, Function<Object, String> text) {
    try {
      Class<?> function = sibling("RenderFunction");
      Method output = sibling("RenderContext").getMethod("getOutputContainer");
      Method put = sibling("DisplayData").getMethod("putData", String.class, Object.class);
      Class<?>[] interfaces = {function};
      Object proxy = Proxy.newProxyInstance(function.getClassLoader(), interfaces, (self, method, arguments) ->
          switch (method.getName()) {
            case "render" -> {
              Object data = output.invoke(arguments[1]);
              if (html != null) {
                put.invoke(data, "text/html", DisplayThread.call(() -> html.apply(arguments[0])));
              }
              put.invoke(data, "text/plain", DisplayThread.call(() -> text.apply(arguments[0])));
              yield null;
            }
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "HTML of " + type.getName();
          });
      Object registration = renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
      registration.getClass().getMethod("preferring", String[].class)
          .invoke(registration, (Object) new String[] {html == null ? "text/plain" : "text/html"});
      registration.getClass().getMethod("register", function).invoke(registration, proxy);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  /**
   * Shows HTML below the running cell.
   *
   * @param id     the name under which it can be replaced later, or null
   * @param update whether it replaces what was shown under that name
   */
  void display(String html, String text, String id, boolean update) {
    try {
      Class<?> type = sibling("DisplayData");
      Object data = type.getConstructor().newInstance();
      Method put = type.getMethod("putData", String.class, Object.class);
      put.invoke(data, "text/html", html);
      put.invoke(data, "text/plain", text);
      if (id != null) {
        type.getMethod("setDisplayId", String.class).invoke(data, id);
      }
      Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
      Object stream = io.getClass().getField("display").get(io);
      stream.getClass().getMethod(update ? "updateDisplay" : "display", type).invoke(stream, data);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private Class<?> sibling(String name) throws ClassNotFoundException {
    Class<?> type = renderer.getClass();
    return Class.forName(type.getPackageName() + "." + name, true, type.getClassLoader());
  }

  private static IllegalStateException unknown(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IllegalStateException("this Java kernel offers other methods than JJava and IJava 1.3 do", cause);
  }
}
