package dev.freshet.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

    /** FIPS 180-2, example B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldDigestTheParts() {
        assertThat(new Sha256()
                        .add("a")
                        .add(new byte[] {'b'})
                        .addFrom(new byte[] {'x', 'c'}, 1)
                        .hex())
                .isEqualTo(OF_ABC);
    }

    @Test
    void shouldAddNumbersBigEndian() {
        assertThat(new Sha256().add(0x6162636465666768L).hex())
                .isEqualTo(new Sha256().add("abcdefgh").hex());
    }

    @Test
    void shouldStartAgainAfterTheDigest() {
        Sha256 digest = new Sha256();
        digest.add("before").hex();

        assertThat(digest.add("abc").hex()).isEqualTo(OF_ABC);
    }
}
