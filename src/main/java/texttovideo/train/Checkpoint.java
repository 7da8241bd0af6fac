package texttovideo.train;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import texttovideo.model.JsonRecord;
import texttovideo.model.Network;
import texttovideo.model.SafeTensors;
import texttovideo.model.Tensor;

/**
 * A training run on disk: every network, every optimiser's moments, the log and the settings. Tensors and JSON only. A run
 * resumed from it goes on exactly as if it had never stopped.
 */
final class Checkpoint {
  private static final String SETTINGS = "training";
  private static final String LOG = "log";

  private final Map<String, Network> networks = new LinkedHashMap<>();
  private final Map<String, AdamOptimizer> optimizers = new LinkedHashMap<>();

  Checkpoint network(String name, Network network) {
    networks.put(name, network);
    return this;
  }

  Checkpoint optimizer(String name, AdamOptimizer optimizer) {
    optimizers.put(name, optimizer);
    return this;
  }

  void save(Path file, TrainingConfig config, TrainingLog log) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    networks.forEach((name, network) ->
        network.tensors().forEach((part, tensor) -> tensors.put(name + "." + part, tensor)));
    optimizers.forEach((name, optimizer) -> tensors.put("adam." + name, optimizer.state()));
    tensors.put(LOG, log.tensor());
    new SafeTensors(tensors, Map.of(SETTINGS, new Gson().toJson(config))).write(file);
  }

  /** The settings of the run in a file. */
  static TrainingConfig settings(SafeTensors saved, Path file) throws IOException {
    if (!saved.metadata().containsKey(SETTINGS)) {
      throw new IOException(file + " holds no training run: it has no \"" + SETTINGS + "\"");
    }
    try {
      return JsonRecord.read(saved.metadata().get(SETTINGS), TrainingConfig.class);
    } catch (JsonParseException | IllegalArgumentException error) {
      throw new IOException(file + " holds no usable training run: " + error.getMessage(), error);
    }
  }

  /** Sets the networks and optimisers to the saved ones, and returns the saved log. */
  List<TrainingLog.Entry> load(SafeTensors saved, Path file) throws IOException {
    try {
      networks.forEach((name, network) -> network.load(part(saved.tensors(), name + ".")));
      optimizers.forEach((name, optimizer) -> optimizer.load(saved.tensors(), "adam." + name));
      return TrainingLog.entries(saved.tensors().get(LOG));
    } catch (IllegalArgumentException error) {
      throw new IOException(file + " holds no usable training run: " + error.getMessage(), error);
    }
  }

  private static Map<String, Tensor> part(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      if (name.startsWith(prefix)) {
        part.put(name.substring(prefix.length()), tensor);
      }
    });
    return part;
  }
}
