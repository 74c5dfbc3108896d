package dev.sallyport.cli;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key and the certificate for its other half. */
record CertifiedKey(PrivateKey key, X509Certificate certificate) {}
