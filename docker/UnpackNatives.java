import ai.djl.engine.Engine;

/** Unpacks libtorch into DJL_CACHE_DIR and shows that it loads; run while the image is built. */
final class UnpackNatives {
    private UnpackNatives() {}

    public static void main(String[] args) {
        System.out.println("unpacked " + Engine.getInstance());
    }
}
