/** Topics: names, keys, partitions and settings; creates and checks them. */
package dev.freshet.schemas.topic;
