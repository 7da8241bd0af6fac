/** Generate, judge, train and synthesize from a terminal. */
package texttovideo.cli;
