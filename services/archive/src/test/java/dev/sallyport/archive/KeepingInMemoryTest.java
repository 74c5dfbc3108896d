package dev.sallyport.archive;

class KeepingInMemoryTest extends BucketContract {
  @Override
  Bucket bucket() {
    return new MemoryBucket();
  }
}
