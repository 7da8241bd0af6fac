package texttovideo.model;

import java.util.Map;
import texttovideo.nn.Dense;
import texttovideo.nn.EmbeddingBag;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Sequential;

/**
 * Turns tokens {@code [N][L]} into text features {@code [N][D]}: the words' embeddings are added up, in whatever order they
 * stand, and a layer reads the sum (Iyyer et al. 2015, "Deep Unordered Composition Rivals Syntactic Methods for Text
 * Classification", section 3). A sum carries over to words that never stood side by side: what {@code up} adds in
 * {@code up left} it adds in {@code up right}.
 */
final class TextEncoder {
  private static final double EMBEDDING_DEVIATION = 0.5;

  private final EmbeddingBag embedding;           // [N][L] -> [N][E]
  private final Sequential<float[][]> output;     // [N][E] -> [N][D]

  /**
   * @param vocabulary {@code V}
   * @param width      {@code E}, numbers a word
   * @param features   {@code D}
   */
  TextEncoder(Initializer start, int vocabulary, int width, int features) {
    embedding = new EmbeddingBag(start.normal(EMBEDDING_DEVIATION, vocabulary, width), 1);
    output = new Sequential<>(new LeakyRelu(), new Dense(start, width, features, 1));
  }

  Pass forward(int[][] tokens) {
    EmbeddingBag.Pass sums = embedding.forward(tokens);
    return new Pass(sums, output.forward(sums.output()));
  }

  /** One forward pass. */
  record Pass(EmbeddingBag.Pass sums, Layer.Pass<float[][]> read) {
    /** Text features {@code [N][D]}. */
    float[][] features() {
      return read.output();
    }

    /** Adds to the parameters' gradients, from the gradient {@code [N][D]} at the features. */
    void backward(float[][] dFeatures, Gradients gradients) {
      sums.backward(read.backward(dFeatures, gradients), gradients);
    }
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("embedding", embedding.table()).add("output", output.parameters()).byName();
  }
}
