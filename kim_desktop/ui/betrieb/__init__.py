"""What runs behind the window: worker, mediator, watch over the exchange folder."""
