/** State stores: their names, keys and row formats, and the rules that read and write them. */
package dev.freshet.streams.store;
