/** The training data: a table from which every clip is drawn again, its frozen splits, and batches of tensors. */
package texttovideo.data;
