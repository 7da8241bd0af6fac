package texttovideo.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns tokens {@code [N, L]} into text features {@code [N, D]}: the words' vectors are added up, in whatever order they stand,
 * and two layers read the sum (Iyyer et al. 2015, "Deep Unordered Composition Rivals Syntactic Methods for Text
 * Classification", section 3). No two sentences of the grammar have the same words, and a sum carries over to words that
 * never stood side by side: what {@code up} adds in {@code up left} it adds in {@code up right}.
 */
final class TextEncoder {
  private static final double EMBEDDING_DEVIATION = 0.5;

  private final BagOfWords embedding;             // [N, L] -> [N, hidden]
  private final Sequential output;                // [N, hidden] -> [N, D]

  TextEncoder(SplittableRandom random, ModelConfig config, int features) {
    embedding = new BagOfWords(Parameter.normal(random, EMBEDDING_DEVIATION, config.vocabulary(), config.hidden()), 1);
    output = new Sequential(new LeakyRelu(), new Dense(random, config.hidden(), features, 1));
  }

  INDArray forward(int[][] tokens) {
    return output.forward(embedding.forward(tokens));
  }

  /** Adds to the parameters' gradients, from the gradient {@code [N, D]} at the features. */
  void backward(INDArray gradient) {
    embedding.backward(output.backward(gradient, true));
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("embedding", embedding.words()).add("output", output.parameters()).byName();
  }
}
