/** The one reader of committed topics, and the one class of offsets and lag. */
package dev.freshet.schemas.log;
