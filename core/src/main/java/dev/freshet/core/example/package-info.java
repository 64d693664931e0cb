/** Training examples: windows of history with targets and groups, assembled from a customer's history. */
package dev.freshet.core.example;
