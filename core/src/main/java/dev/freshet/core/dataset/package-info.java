/**
 * Datasets: the histories, targets and request groups of a log, split by time. Protocol {@code stream} uses the rules of the
 * live stream. Protocol {@code notebook} reproduces the reference's code, quirk by quirk.
 */
package dev.freshet.core.dataset;
