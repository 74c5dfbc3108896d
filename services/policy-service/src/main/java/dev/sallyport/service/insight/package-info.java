/** What jobs reported, as the MCP server and people's tools ask for it: wire contract B. */
@NullMarked
package dev.sallyport.service.insight;

import org.jspecify.annotations.NullMarked;
