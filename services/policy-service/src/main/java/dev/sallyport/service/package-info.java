/** The policy service: Sallyport's HTTP APIs in front of the policy log and its views. */
@NullMarked
package dev.sallyport.service;

import org.jspecify.annotations.NullMarked;
