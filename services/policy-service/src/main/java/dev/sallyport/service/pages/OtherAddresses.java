package dev.sallyport.service.pages;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.security.Open;
import dev.sallyport.service.security.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Addresses among the pages' that are none. */
@Path("/github")
public class OtherAddresses {
  @GET
  @Path("{any:.*}")
  @Open("there is nothing to protect")
  @Page
  @Produces(MediaType.TEXT_HTML)
  public String none() {
    throw new Rejection(new NoSuchResource());
  }
}
