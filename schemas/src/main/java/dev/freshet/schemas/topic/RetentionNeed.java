package dev.freshet.schemas.topic;

/**
 * How far back an app may have to read a delete topic.
 *
 * @param ms record time before the present, milliseconds
 * @param because what adds up to it, in words, with the settings by name
 */
public record RetentionNeed(Topics topic, long ms, String because) {}
