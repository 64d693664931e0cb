/** What live features and the term that reads them add to an answer. */
package dev.freshet.bench.feature;
