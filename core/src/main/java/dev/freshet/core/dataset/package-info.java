/**
 * Datasets of a log: which histories, targets and request groups it holds, split by time. Protocol {@code stream} uses
 * the rules of the live stream; protocol {@code notebook} builds exactly what the reference's code builds.
 */
package dev.freshet.core.dataset;
