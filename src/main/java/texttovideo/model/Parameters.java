package texttovideo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects parameters by name, in the order in which they are added. */
final class Parameters {
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /** Those of layers, each layer's under its place in the list. */
  static Map<String, Parameter> of(List<Layer> layers) {
    Parameters all = new Parameters();
    for (int i = 0; i < layers.size(); i++) {
      all.add(String.valueOf(i), layers.get(i).parameters());
    }
    return all.byName();
  }

  Parameters add(String name, Parameter parameter) {
    byName.put(name, parameter);
    return this;
  }

  /** Adds a part's parameters: {@code name.theirs}. */
  Parameters add(String name, Map<String, Parameter> part) {
    part.forEach((key, parameter) -> byName.put(name + "." + key, parameter));
    return this;
  }

  Map<String, Parameter> byName() {
    return Collections.unmodifiableMap(byName);
  }
}
