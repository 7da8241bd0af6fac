/**
 * Large layers on ND4J, whose convolutions reach what the processor can give: {@link texttovideo.nn.Layer layers} of
 * {@code INDArray}. Arrays that a layer returns live in the workspace of the caller, if one is open
 * ({@link texttovideo.conv.Nd4jThread}).
 */
package texttovideo.conv;
