/**
 * Rules that nothing learned or judged may break, held against the log itself: no example holds what its request could
 * not have known.
 */
package dev.freshet.core.audit;
