/** Settings: validators, and the name that a mistyped one is nearest to. */
package dev.freshet.schemas.config;
