package texttovideo.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not from a jar)");
    return new String[] {"text-to-video " + version + ", Java " + Runtime.version()};
  }
}
