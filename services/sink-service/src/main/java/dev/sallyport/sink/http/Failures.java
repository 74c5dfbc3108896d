package dev.sallyport.sink.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Why there was no answer, in words. Texts of exceptions are not repeated: some hold the address,
 * which may be a secret.
 */
final class Failures {
  private Failures() {}

  static String words(IOException failure, URI to) {
    var host = to.getHost();
    return switch (failure) {
      case RefusedAddress refused -> String.valueOf(refused.getMessage());
      case UnknownHostException _ -> "no name server knows %s".formatted(host);
      case SSLException tls -> tls(tls, host);
      case ConnectTimeoutException _ -> "%s did not take the connection in time".formatted(host);
      case NoRouteToHostException _ -> "there is no way to %s".formatted(host);
      case ConnectException _ -> "%s takes no connections".formatted(host);
      case SocketTimeoutException _ -> "%s did not answer in time".formatted(host);
      case InterruptedIOException _ -> "%s did not answer in time".formatted(host);
      case MessageConstraintException _ -> "the head of the answer is too large";
      case NoHttpResponseException _, ConnectionClosedException _, SocketException _ ->
          "%s closed the connection before it had answered".formatted(host);
      case ClientProtocolException _ -> "what %s answered is not HTTP".formatted(host);
      default ->
          "the exchange with %s failed: %s".formatted(host, failure.getClass().getSimpleName());
    };
  }

  private static String tls(SSLException failure, String host) {
    if (failure instanceof SSLPeerUnverifiedException || isAboutTheName(failure)) {
      return "the certificate is not for this name, %s".formatted(host);
    }
    if (hasCause(failure, CertificateExpiredException.class)) {
      return "the certificate of %s has expired".formatted(host);
    }
    if (hasCause(failure, CertificateNotYetValidException.class)) {
      return "the certificate of %s does not hold yet".formatted(host);
    }
    if (hasCause(failure, CertPathBuilderException.class)) {
      return "nobody who is trusted vouches for the certificate of %s".formatted(host);
    }
    return "%s does not speak TLS that is understood".formatted(host);
  }

  // The JDK has no type for it.
  private static boolean isAboutTheName(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      var message = cause.getMessage();
      if (message != null) {
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no subject alternative")
            || lower.contains("no name matching")
            || lower.contains("doesn't match any of the subject alternative names")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
