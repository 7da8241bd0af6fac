/**
 * Generate, judge, train and synthesize from a terminal: one class a command.
 *
 * <p>Results go to the standard output, progress and errors to the standard error. An error is one line; the exit code is 0
 * when all was done, 1 when something failed, 2 when the command was wrong, 130 when it was stopped by Ctrl-C.
 */
package texttovideo.cli;
