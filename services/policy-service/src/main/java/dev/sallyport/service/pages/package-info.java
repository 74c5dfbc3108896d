/**
 * What every page has in common: the frame around it, its headers, its problems, its notices.
 *
 * <p>A page is a method of an ordinary resource that carries {@link
 * dev.sallyport.service.security.Page} beside {@code @Needs}, asks {@link
 * dev.sallyport.service.pages.Frames} for the {@link dev.sallyport.service.pages.Frame} and returns
 * a checked template that has it as its parameter {@code frame}:
 *
 * <pre>{@code
 * {#include layout}{#title}Audit log{/title}{#body}<h1>Audit log</h1>…{/body}{/include}
 * }</pre>
 *
 * <p>A form's method does what is asked through the API's own application code and answers with
 * {@link dev.sallyport.service.pages.Flash#to}, which sends the browser on (303) to a page that
 * shows what was done. Every form holds <code>{#csrf frame /}</code>. Whatever is refused is thrown
 * or answered as for the API; {@code @Page} turns it into a page in the same words.
 *
 * <p>Resources below {@code /github/{owner}/actions/policies} carry exactly this path at the class
 * and the rest at the method: of classes with different paths only one is looked into.
 */
@NullMarked
package dev.sallyport.service.pages;

import org.jspecify.annotations.NullMarked;
