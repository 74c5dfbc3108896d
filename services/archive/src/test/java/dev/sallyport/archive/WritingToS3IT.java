package dev.sallyport.archive;

class WritingToS3IT extends WritingContract {
  @Override
  Bucket bucket() {
    return S3Bucket.of(S3UnderTest.fresh());
  }
}
