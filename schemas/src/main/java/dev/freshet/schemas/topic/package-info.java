/** Topics: their names, keys, partitions and settings, how they are created and how they are checked. */
package dev.freshet.schemas.topic;
