/** Settings: validators, and suggestions for a mistyped name. */
package dev.freshet.schemas.config;
