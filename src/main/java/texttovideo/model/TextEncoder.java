package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Turns tokens {@code [N, L]} into text features {@code [N, D]}. Every position is seen with the word that follows it
 * ({@code up left} is more than {@code up} and {@code left}), and the positions are added up: that is what carries over to
 * wordings nobody trained on.
 */
final class TextEncoder {
  private static final double EMBEDDING_DEVIATION = 0.5;

  private final Parameter embedding;              // [V, E]
  private final Sequential pair;                  // [N*L, 2E] -> [N*L, hidden]
  private final Dense output;                     // [N, hidden] -> [N, D]
  private INDArray words;                         // [N*L, V], one 1 a row
  private INDArray followers;                     // the same, one position later; the last position has none
  private INDArray gather;                        // [N, N*L]
  private long length;                            // L

  TextEncoder(SplittableRandom random, ModelConfig config, int features) {
    embedding = Parameter.normal(random, EMBEDDING_DEVIATION, config.vocabulary(), config.embedding());
    pair = new Sequential(new Dense(random, 2 * config.embedding(), config.hidden(), 1), new LeakyRelu());
    output = new Dense(random, config.hidden(), features, 1);
  }

  INDArray forward(int[][] tokens) {
    length = tokens[0].length;
    words = oneHot(tokens, 0);
    followers = oneHot(tokens, 1);
    INDArray pairs = Nd4j.concat(1, words.mmul(embedding.value()), followers.mmul(embedding.value()));
    gather = gather(tokens.length);
    return output.forward(gather.mmul(pair.forward(pairs)));
  }

  /** Adds to the parameters' gradients, from the gradient {@code [N, D]} at the features. */
  void backward(INDArray gradient) {
    INDArray positions = gather.transpose().mmul(output.backward(gradient, true));
    INDArray pairs = pair.backward(positions.dup('c'), true);
    int size = (int) embedding.shape()[1];
    embedding.gradient().addi(words.transpose().mmul(columns(pairs, 0, size)));
    embedding.gradient().addi(followers.transpose().mmul(columns(pairs, size, 2 * size)));
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("embedding", embedding).add("pair", pair.parameters())
        .add("output", output.parameters()).byName();
  }

  /** {@code [N, N*L]}: adds up the positions of each prompt, and keeps the size of the signal. */
  private INDArray gather(int prompts) {
    float[] weights = new float[Math.toIntExact(prompts * prompts * length)];
    for (int n = 0; n < prompts; n++) {
      int from = Math.toIntExact((n * prompts + n) * length);
      Arrays.fill(weights, from, Math.toIntExact(from + length), (float) (1 / Math.sqrt(length)));
    }
    return Floats.toArray(weights, prompts, prompts * length);
  }

  private static INDArray columns(INDArray array, int from, int to) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  private INDArray oneHot(int[][] tokens, int shift) {
    int vocabulary = (int) embedding.shape()[0];
    float[] hot = new float[Math.toIntExact(tokens.length * length * vocabulary)];
    for (int n = 0; n < tokens.length; n++) {
      for (int l = 0; l + shift < length; l++) {
        hot[(int) (n * length + l) * vocabulary + tokens[n][l + shift]] = 1;
      }
    }
    return Floats.toArray(hot, tokens.length * length, vocabulary);
  }
}
