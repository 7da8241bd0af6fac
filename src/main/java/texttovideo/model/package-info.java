/**
 * The networks: small layers written on ND4J's operations, a generator that makes a whole clip from text and one noise
 * vector, and two discriminators that see the text.
 *
 * <p>Every layer keeps from {@code forward} what its {@code backward} needs, so one forward is followed by at most one
 * backward. Arrays that a layer returns live in the workspace of the caller, if one is open.
 */
package texttovideo.model;
