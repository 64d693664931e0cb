package dev.freshet.model.torch;

import ai.djl.pytorch.jni.JniUtils;

/** Whether libtorch records a graph on this thread, until closed; new threads begin with recording on. */
public final class GradMode implements AutoCloseable {

    private final boolean before = JniUtils.isGradMode();

    private GradMode(boolean on) {
        JniUtils.setGradMode(on);
    }

    public static GradMode on() {
        return new GradMode(true);
    }

    public static GradMode off() {
        return new GradMode(false);
    }

    public static boolean isOn() {
        return JniUtils.isGradMode();
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
