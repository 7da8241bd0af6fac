package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jDense;
import texttovideo.conv.Nd4jLeakyRelu;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;
import texttovideo.nn.Sequential;

/**
 * Turns tokens {@code [N][L]} into text features {@code [N, D]}: a layer reads each word together with the next one, what it
 * finds is added up over the caption, and another layer reads the sum. Pairs keep the order that a sum of words loses: "cat
 * chases dog" is not "dog chases cat", and "red" goes with the noun behind it. Padding adds nothing.
 */
final class WordPairEncoder {
  private static final double EMBEDDING_DEVIATION = 0.5;
  private static final int EMBEDDING = 48;        // E
  private static final int HIDDEN = 128;

  private final Parameter embedding;              // [V, E]
  private final Layer<INDArray> pairs;            // [pairs, 2E] -> [pairs, HIDDEN]
  private final Layer<INDArray> output;           // [N, HIDDEN] -> [N, D]

  /**
   * @param vocabulary {@code V}
   * @param features   {@code D}
   */
  WordPairEncoder(Initializer start, int vocabulary, int features) {
    embedding = start.normal(EMBEDDING_DEVIATION, vocabulary, EMBEDDING);
    pairs = new Sequential<>(new Nd4jDense(start, 2 * EMBEDDING, HIDDEN, 1), new Nd4jLeakyRelu());
    output = new Nd4jDense(start, HIDDEN, features, 1);
  }

  Pass forward(int[][] tokens) {
    return new Pass(tokens);
  }

  /** One forward pass; it belongs to the workspace that was open when it was made. */
  final class Pass {
    private final int[][] words;                  // [N][words]: without padding
    private final Layer.Pass<INDArray> pairPass;
    private final Layer.Pass<INDArray> outputPass;

    private Pass(int[][] tokens) {
      words = Arrays.stream(tokens).map(caption -> Arrays.stream(caption).filter(token -> token != 0).toArray())
          .toArray(int[][]::new);
      pairPass = pairs.forward(Floats.toArray(pairs()));
      outputPass = output.forward(Floats.toArray(sums(Floats.rows(pairPass.output()))));
    }

    /** Text features {@code [N, D]}. */
    INDArray features() {
      return outputPass.output();
    }

    /** Adds to the parameters' gradients, from the gradient {@code [N, D]} at the features. */
    void backward(INDArray dFeatures, Gradients gradients) {
      float[][] dSums = Floats.rows(outputPass.backward(dFeatures, gradients));
      float[][] dRead = new float[count()][];
      int at = 0;
      for (int n = 0; n < words.length; n++) {
        for (int i = 0; i < words[n].length; i++) {
          dRead[at] = dSums[n].clone();
          Rows.scaleAndShift(dRead[at], share(n), 0, dRead[at]);
          at++;
        }
      }
      fillEmpty(dRead, at);
      addEmbeddings(Floats.rows(pairPass.backward(Floats.toArray(dRead), gradients)), gradients.of(embedding));
    }

    /** Each word's embedding beside the next word's, zeros behind the last: {@code [pairs][2E]}. */
    private float[][] pairs() {
      float[][] rows = new float[count()][2 * EMBEDDING];
      int at = 0;
      for (int[] caption : words) {
        for (int i = 0; i < caption.length; i++) {
          copyEmbedding(caption[i], rows[at], 0);
          if (i + 1 < caption.length) {
            copyEmbedding(caption[i + 1], rows[at], EMBEDDING);
          }
          at++;
        }
      }
      return rows;
    }

    private void copyEmbedding(int word, float[] to, int from) {
      System.arraycopy(embedding.values(), word * EMBEDDING, to, from, EMBEDDING);
    }

    /** What is read of the pairs, added up by caption. */
    private float[][] sums(float[][] read) {
      float[][] sums = new float[words.length][HIDDEN];
      int at = 0;
      for (int n = 0; n < words.length; n++) {
        for (int i = 0; i < words[n].length; i++) {
          Rows.addScaled(sums[n], share(n), read[at]);
          at++;
        }
      }
      return sums;
    }

    private void addEmbeddings(float[][] dPairs, float[] dEmbedding) {
      int at = 0;
      for (int[] caption : words) {
        for (int i = 0; i < caption.length; i++) {
          addTo(dEmbedding, caption[i], dPairs[at], 0);
          if (i + 1 < caption.length) {
            addTo(dEmbedding, caption[i + 1], dPairs[at], EMBEDDING);
          }
          at++;
        }
      }
    }

    /** One over the root of the number of words: long captions give no larger features than short ones. */
    private float share(int n) {
      return (float) (1 / Math.sqrt(words[n].length));
    }

    /** Pairs in all captions; one of zeros if there is none, since no array is empty. */
    private int count() {
      return Math.max(1, Arrays.stream(words).mapToInt(caption -> caption.length).sum());
    }
  }

  private static void addTo(float[] dEmbedding, int word, float[] dPair, int from) {
    for (int k = 0; k < EMBEDDING; k++) {
      dEmbedding[word * EMBEDDING + k] += dPair[from + k];
    }
  }

  private static void fillEmpty(float[][] rows, int used) {
    for (int i = used; i < rows.length; i++) {
      rows[i] = new float[HIDDEN];
    }
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("embedding", embedding).add("pairs", pairs.parameters())
        .add("output", output.parameters()).byName();
  }
}
