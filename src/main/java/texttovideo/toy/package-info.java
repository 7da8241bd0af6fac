/**
 * Small GANs out of DL4J's own layers, on data that fits into a picture: most train in seconds, and what they should reach is
 * known exactly. The course's notebooks on theory, on other uses of GANs and on the tutorial that it started from run them;
 * nothing else in the project needs them.
 */
package texttovideo.toy;
