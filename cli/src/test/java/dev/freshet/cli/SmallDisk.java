package dev.freshet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real file system of a few megabytes, seen by one process only and gone with it; needs a Linux that allows it. */
final class SmallDisk {

    private SmallDisk() {}

    /** What to put before a command so that the directory, which exists, is such a disk to it. */
    static List<String> mountedAt(Path directory, int megabytes) {
        String mount = "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" && exec \"$@\"";
        return List.of("unshare", "-rm", "sh", "-c", mount, directory.toString());
    }

    static boolean isAllowed(Path directory) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(mountedAt(directory, 1));
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such command here
        }
    }
}
