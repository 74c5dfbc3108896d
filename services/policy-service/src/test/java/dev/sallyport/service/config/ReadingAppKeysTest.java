package dev.sallyport.service.config;

import static dev.sallyport.service.config.AppKeys.pem;
import static dev.sallyport.service.config.AppKeys.pkcs1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingAppKeysTest {
  private static final KeyPair PAIR = AppKeys.pair("RSA", 2_048);
  private static final byte[] PKCS8 = PAIR.getPrivate().getEncoded();
  private static final byte[] PKCS1 = pkcs1(PAIR.getPrivate());

  private final Path folder;

  ReadingAppKeysTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<String> forms() {
    var pkcs1 = pem("RSA PRIVATE KEY", PKCS1);
    return Stream.of(
        pkcs1,
        pkcs1.replace("\n", "\r\n"),
        "the key of our app\n" + pkcs1 + "\nthat is all\n",
        pem("PRIVATE KEY", PKCS8));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void what_a_key_signs_can_be_verified(String text) throws Exception {
    var content = new byte[] {1, 2, 3};

    var signature = AppPrivateKey.read(file(text)).sign(content);

    var check = Signature.getInstance("SHA256withRSA");
    check.initVerify(PAIR.getPublic());
    check.update(content);
    assertThat(check.verify(signature)).isTrue();
  }

  static Stream<Arguments> refused() {
    var none = "names a file without a private key in PEM";
    var other = "names a private key that is none for RSA";
    return Stream.of(
        Arguments.of("", none),
        Arguments.of(pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), none),
        Arguments.of(pem("ENCRYPTED PRIVATE KEY", PKCS8), none),
        Arguments.of(
            pem("RSA PRIVATE KEY", PKCS1)
                .replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\n\nM"),
            none),
        Arguments.of(
            "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\n",
            "names a file whose private key is damaged"),
        Arguments.of(pem("RSA PRIVATE KEY", PKCS8), other),
        Arguments.of(pem("PRIVATE KEY", PKCS1), other),
        Arguments.of(pem("RSA PRIVATE KEY", new byte[100_000]), other),
        Arguments.of(pem("PRIVATE KEY", AppKeys.pair("EC", 256).getPrivate().getEncoded()), other),
        Arguments.of(
            pem("PRIVATE KEY", AppKeys.pair("RSA", 1_024).getPrivate().getEncoded()),
            "names an RSA key of 1024 bits"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_file_with_anything_else_is_refused(String text, String why) throws IOException {
    var file = file(text);

    assertThatThrownBy(() -> AppPrivateKey.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void what_is_no_file_is_refused_and_not_repeated() {
    var key = pem("RSA PRIVATE KEY", PKCS1);

    for (var file : List.of(key, key + "\0", folder + "/none.pem", folder.toString(), "")) {
      assertThatThrownBy(() -> AppPrivateKey.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("names no file that can be read");
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("app.pem"), text).toString();
  }
}
