package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import texttovideo.generate.TextToVideo;

/** Which model generates. Not final: a group of options takes options from a superclass, not from a mixin. */
class ModelOption {
  @Option(names = "--model", paramLabel = "FILE", description = "a model that 'train' wrote (default: the shipped one)")
  private Path file;

  /** Reads the model. */
  TextToVideo load() throws IOException {
    return file == null ? TextToVideo.shipped() : TextToVideo.load(file);
  }
}
