/**
 * Rules against leakage: no training example holds what its request could not have known, no version newer than a request
 * evaluates its group, and no version's statistics hold an event of its watermark or later.
 */
package dev.freshet.core.leakage;
